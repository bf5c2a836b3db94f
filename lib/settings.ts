/** The environment variables an operator sets, read when they are needed; defaults are those of the README's table. */
export const settings = {
  port: () => Number(process.env.PORT ?? 3000),
  dataDir: () => process.env.DATA_DIR ?? '.data',
  /** Where the site is reached, without a slash at the end: used in mail, feeds and redirects. */
  baseUrl: () => (process.env.BASE_URL || `http://localhost:${settings.port()}`).replace(/\/+$/, ''),
  /** Signs sessions and the links in mail. The server sets it before anything asks. */
  authSecret: () => {
    const secret = process.env.AUTH_SECRET
    if (!secret) throw new Error('AUTH_SECRET is not set')
    return secret
  },
  mailFrom: () => process.env.MAIL_FROM || `Almanac <notices@${new URL(settings.baseUrl()).hostname}>`,
  resendKey: () => process.env.RESEND_API_KEY || null,
  smtpUrl: () => process.env.SMTP_URL || null,
  /** Whether the page of the kit's parts is there: while developing, and where a test asks for it. */
  showsKit: () => process.env.NODE_ENV === 'development' || process.env.KIT === 'on',
}
