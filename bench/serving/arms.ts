/** What is compared. All servers run at once; only the one that is asked works. */
import { limitSomebody } from './limits.ts';
import { startPortkey } from './portkey.ts';
import { startServer } from './processes.ts';
import { limitedEndpoints, type Slipway, serveMockModels, startOffServer, startSlipway } from './slipway.ts';

export const armNames = [
  'mock direct',
  'bare proxy',
  'portkey',
  'slipway limits',
  'slipway',
  'slipway off',
] as const;
export type ArmName = (typeof armNames)[number];

export interface Arm {
  name: ArmName;
  origin: string;
  headers: Record<string, string>;
  /** What it calls the models of the mock provider; the same as that when left out. */
  models?: Readonly<Record<'short' | 'paced', string>>;
}

export interface Arms {
  arms: Arm[];
  slipway: Slipway;
  /** Why Portkey is missing; null when it is there. */
  portkeyMissing: string | null;
  stop(): Promise<void>;
}

export async function startArms(profileFolder: string | null): Promise<Arms> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.reverse()) await end();
  };
  try {
    const mock = await startServer('mock-provider.ts');
    stops.push(mock.stop);
    const proxy = await startServer('bare-proxy.ts', [String(mock.port)]);
    stops.push(proxy.stop);
    const slipway = await startSlipway(profileFolder);
    stops.push(slipway.stop);
    await serveMockModels(slipway.product, mock.port);
    const limited = await limitSomebody(slipway.product, Object.values(limitedEndpoints));
    const off = await startOffServer(slipway.product);
    stops.push(off.stop);
    const origin = `http://127.0.0.1:${slipway.product.port}`;
    const arms: Arm[] = [
      { name: 'mock direct', origin: `http://127.0.0.1:${mock.port}`, headers: {} },
      { name: 'bare proxy', origin: `http://127.0.0.1:${proxy.port}`, headers: {} },
      { name: 'slipway limits', origin, headers: limited, models: limitedEndpoints },
      { name: 'slipway', origin, headers: slipway.headers },
      { name: 'slipway off', origin: off.origin, headers: {} },
    ];
    const portkeyMissing = await startPortkey(mock.port).then(
      ({ stop: end, ...portkey }) => {
        stops.push(end);
        arms.splice(2, 0, { name: 'portkey', ...portkey });
        return null;
      },
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    return { arms, slipway, portkeyMissing, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
