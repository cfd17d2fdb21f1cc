import { addressOf, cut, type Told, threadOf } from './told.ts';

const marks: Record<string, string> = { critical: ':red_circle:', warning: ':large_orange_circle:' };

/**
 * A message of Block Kit. Incoming webhooks answer with no id of the message, so nothing can be threaded or changed
 * afterwards: what is over is said in a message of its own.
 */
export function slackMessageOf(told: Told): object {
  const address = addressOf(told);
  const mark =
    threadOf(told)?.status === 'resolved' ? ':white_check_mark:' : (marks[told.severity] ?? ':bell:');
  return {
    text: escaped(`${told.title}: ${cut(told.text, 500)}`),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(`${mark} ${told.title}`, 150), emoji: true } },
      { type: 'section', text: { type: 'mrkdwn', text: escaped(cut(told.text, 2500)) } },
      ...(address === null
        ? []
        : [
            {
              type: 'actions',
              elements: [
                { type: 'button', text: { type: 'plain_text', text: 'Open in Slipway' }, url: address },
              ],
            },
          ]),
      { type: 'context', elements: [{ type: 'mrkdwn', text: `Slipway · ${told.severity}` }] },
    ],
  };
}

/** The three characters that Slack reads as the beginning of something else. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
