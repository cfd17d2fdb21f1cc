export { applyConfiguration, exportConfiguration } from './apply-configuration.ts';
