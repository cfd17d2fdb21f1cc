/** Shapes of the alerts feature that the server and the screens share. */
export * from './alert-schemas.ts';
export * from './backtest-schemas.ts';
export * from './burn-schemas.ts';
export { isGroupLabel, labelNameSchema, labelValueSchema } from './label-schemas.ts';
export * from './mute-schemas.ts';
export * from './rule-schemas.ts';
export * from './silence-schemas.ts';
export { type AlertState, alertStates } from './state-machine.ts';
