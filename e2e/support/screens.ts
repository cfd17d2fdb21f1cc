/** Every screen that `npm run shots` photographs. Add yours here. */
import type { Page } from '@playwright/test';
import type { RoleName } from './sessions.ts';

export interface Screen {
  /** File name of the picture. */
  name: string;
  path: string;
  /** `nobody` is a stranger. */
  as: RoleName | 'nobody';
  /** Brings the screen into the state worth looking at. */
  prepare?: (page: Page) => Promise<void>;
}

export const screens: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in', as: 'nobody' },
  { name: 'chat', path: '/chat', as: 'member' },
  { name: 'chat-admin', path: '/chat', as: 'admin' },
  { name: 'overview', path: '/overview', as: 'admin' },
  { name: 'overview-viewer', path: '/overview', as: 'viewer' },
  { name: 'models', path: '/models', as: 'admin' },
  { name: 'model', path: '/models/guide-assistant', as: 'admin' },
  { name: 'knowledge', path: '/knowledge', as: 'admin' },
  { name: 'knowledge-guide', path: '/knowledge/guide', as: 'admin' },
  { name: 'endpoints', path: '/endpoints', as: 'admin' },
  { name: 'endpoint', path: '/endpoints/assistant', as: 'admin' },
  { name: 'providers', path: '/providers', as: 'admin' },
  { name: 'inferences', path: '/inferences', as: 'admin' },
  { name: 'access', path: '/access', as: 'admin' },
  { name: 'account-keys', path: '/account/keys', as: 'member' },
  { name: 'forbidden', path: '/access', as: 'viewer' },
  { name: 'not-found', path: '/no-such-page', as: 'admin' },
];
