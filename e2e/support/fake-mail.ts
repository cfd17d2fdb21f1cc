/** A mail server on a real port that keeps what it takes. */
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

export interface FakeMail {
  /** For SLIPWAY_SMTP_URL. */
  url: string;
  letters: { to: string[]; text: string }[];
  /** SMTP code to refuse every receiver with, or null to take them. */
  refuse: { code: number | null };
  stop(): Promise<void>;
}

export async function startFakeMail(): Promise<FakeMail> {
  const letters: FakeMail['letters'] = [];
  const refuse: FakeMail['refuse'] = { code: null };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) =>
      refuse.code === null
        ? done()
        : done(Object.assign(new Error('no such mailbox'), { responseCode: refuse.code })),
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (part) => {
        text += part;
      });
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    letters,
    refuse,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
