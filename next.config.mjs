import createNextIntlPlugin from 'next-intl/plugin'
import { allRoutes } from './lib/routes.ts'

/** What has one address for all languages, and what Next and the folder of files have, as patterns without the first slash. */
const withoutLanguage = [
  ...allRoutes
    .filter((route) => route.anyLanguage && !route.path.startsWith('/api/'))
    .map((route) => `${route.path.slice(1).replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`),
  'api/',
  '_next/',
  '[\\w-]+\\.(?:ico|svg|png|txt|webmanifest)$',
]

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['pg', '@node-rs/argon2', 'temporal-polyfill'],
  // `npm test` checks types; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  // The front knows what each address takes; Next must not know less.
  experimental: { serverActions: { bodySizeLimit: Math.max(...allRoutes.map((route) => route.body ?? 0)) } },
  // English stands without a prefix: /schedule is app/[locale]/… with locale "en".
  async rewrites() {
    return {
      beforeFiles: [
        { source: '/', destination: '/en' },
        { source: `/:path((?!en/|en$|hi/|hi$|${withoutLanguage.join('|')}).*)`, destination: '/en/:path' },
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
