/** The AUTH_SECRET of all tests: the database they copy was prepared with it. */
export const secretOfTests = 'a secret of the tests'
