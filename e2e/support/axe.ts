import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with one line for each element that axe objects to. */
export async function expectAccessible(page: Page): Promise<void> {
  const lines = await whileNothingMoves(page, async () => {
    const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
    return violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${violation.help} — ${node.target.join(' ')}`),
    );
  });
  expect(lines, 'accessibility violations').toEqual([]);
}

/**
 * What is fading in or out is nobody's to read yet, so its contrast is judged when it has arrived or gone. Axe takes a
 * second, in which a toast may begin to leave: for so long whatever comes or goes does so at once. Only what is at rest is
 * switched off, because whoever waits for the end of an animation would never hear of one that was cut short.
 */
async function whileNothingMoves<T>(page: Page, look: () => Promise<T>): Promise<T> {
  const still = await page.evaluateHandle(async () => {
    const moving = () =>
      document
        .getAnimations()
        .filter(
          ({ effect, playState }) =>
            playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
        );
    for (let under = moving(); under.length > 0; under = moving()) {
      await Promise.allSettled(under.map((animation) => animation.finished));
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important; }');
    document.adoptedStyleSheets.push(sheet);
    return sheet;
  });
  try {
    return await look();
  } finally {
    await page.evaluate((sheet) => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    }, still);
  }
}
