import { addressOf, cut, type Told, threadOf } from './told.ts';

const colours: Record<string, string> = { critical: 'Attention', warning: 'Warning' };

/** An Adaptive Card as the workflow "When a Teams webhook request is received" takes it. */
export function teamsMessageOf(told: Told): object {
  const address = addressOf(told);
  const resolved = threadOf(told)?.status === 'resolved';
  const color = resolved ? 'Good' : (colours[told.severity] ?? 'Default');
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            {
              type: 'TextBlock',
              text: cut(plain(told.title), 200),
              weight: 'Bolder',
              size: 'Medium',
              wrap: true,
              color,
            },
            ...cut(told.text, 4000)
              .split('\n')
              .map((line) => ({ type: 'TextBlock', text: plain(line), wrap: true, spacing: 'Small' })),
            { type: 'TextBlock', text: `Slipway · ${told.severity}`, isSubtle: true, size: 'Small' },
          ],
          actions:
            address === null ? [] : [{ type: 'Action.OpenUrl', title: 'Open in Slipway', url: address }],
        },
      },
    ],
  };
}

/** Text blocks read Markdown: what people and models wrote is shown as it is. */
function plain(text: string): string {
  return text.replaceAll(/[\\*_[\]()~`#>]/g, (mark) => `\\${mark}`);
}
