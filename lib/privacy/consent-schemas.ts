import { z } from 'zod';

/** Plain text: blank lines part paragraphs, nothing else is marked up. */
export const consentTextInputSchema = z.object({ text: z.string().trim().max(20_000) }).strict();
export type ConsentTextInput = z.infer<typeof consentTextInputSchema>;

export const consentTextSchema = z.object({
  /** 0 before the first text. */
  version: z.number().int().min(0),
  /** Empty when nobody is asked. */
  text: z.string(),
  createdAt: z.iso.datetime().nullable(),
  /** People who agreed to this version. */
  given: z.number().int(),
});
export type ConsentText = z.infer<typeof consentTextSchema>;

/** What the asking person has to do with the text in force. */
export const ownConsentSchema = z.object({
  version: z.number().int(),
  text: z.string(),
  /** False when there is no text. */
  required: z.boolean(),
  givenAt: z.iso.datetime().nullable(),
});
export type OwnConsent = z.infer<typeof ownConsentSchema>;

/** The version that was read: another one by now asks again. */
export const giveConsentSchema = z.object({ version: z.number().int().min(1) }).strict();
export type GiveConsent = z.infer<typeof giveConsentSchema>;
