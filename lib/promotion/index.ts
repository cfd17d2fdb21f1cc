export { previewPromotion } from './preview-promotion.ts';
export { promoteVersion } from './promote-version.ts';
