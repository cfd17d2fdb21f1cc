/**
 * A Chromium without a download: on Linux x64 the one inside an npm package, elsewhere Playwright's own when it is there,
 * else the system's Chrome.
 */
import { existsSync } from 'node:fs';
import { chromium, type LaunchOptions } from '@playwright/test';

export async function browserOptions(): Promise<LaunchOptions> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium');
    return {
      executablePath: await packaged.executablePath(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    };
  }
  return existsSync(chromium.executablePath()) ? {} : { channel: 'chrome' };
}
