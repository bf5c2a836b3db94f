import { existsSync } from 'node:fs'

/**
 * An installed Chromium, where there is one; Playwright's own otherwise. The headless shell comes first: what else draws a
 * window with its own bars for each journey, which takes several times as long.
 */
export const installedChromium = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path))

/**
 * Off in every journey. Of several such lists Chromium takes the last: the first lines are those of Playwright's that
 * matter here, the last ones are the web pages of the address bar, which nobody opens and every new window loads.
 */
const disabledFeatures = [
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'PaintHolding', 'MediaRouter', 'OptimizationHints'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'NetworkTimeServiceQuerying'],
  ...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'LensOverlay', 'AimEnabled'],
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'WebUIToolbar', 'WebUIReloadButton'],
]

export const launchOptions = {
  ...(installedChromium && { executablePath: installedChromium }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--disable-features=${disabledFeatures.join(',')}`,
  ],
}
