export { type Admission, type AdmitInput, admit, type UsedTokens } from './admit.ts';
export { deleteRate } from './rates/delete-rate.ts';
export { dropIdleWindows } from './rates/drop-idle-windows.ts';
export { listRates } from './rates/list-rates.ts';
export { type RateHealth, rateHealth } from './rates/rate-state.ts';
export { saveRate } from './rates/save-rate.ts';
export { type RateDecision, type RateInput, takeRate } from './rates/take-rate.ts';
