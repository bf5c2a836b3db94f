import createNextIntlPlugin from 'next-intl/plugin'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['pg', '@node-rs/argon2', 'temporal-polyfill'],
  // `npm test` checks types; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  // English stands without a prefix: /schedule is app/[locale]/… with locale "en".
  async rewrites() {
    return {
      beforeFiles: [
        { source: '/', destination: '/en' },
        {
          source:
            '/:path((?!_next/|api/|en/|en$|hi/|hi$|.*\\.(?:ics|csv)$|[\\w-]+\\.(?:ico|svg|png|txt|webmanifest)$).*)',
          destination: '/en/:path',
        },
      ],
    }
  },
  async redirects() {
    return [
      { source: '/en', destination: '/', permanent: true },
      { source: '/en/:path*', destination: '/:path*', permanent: true },
    ]
  },
}

export default createNextIntlPlugin('./lib/i18n/request.ts')(config)
