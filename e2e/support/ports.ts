/** Where the tests' servers listen; `npm test` chooses free ports, alone one gets these. */
export const ports = {
  site: Number(process.env.TEST_PORT ?? 3410),
  smtp: Number(process.env.TEST_SMTP_PORT ?? 3411),
  mails: Number(process.env.TEST_MAILS_PORT ?? 3412),
}
export const site = `http://localhost:${ports.site}`
/** The password of all demo people in the tests. */
export const password = 'correct horse battery'
