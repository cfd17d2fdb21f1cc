import { alertsPlace } from './alerts-place.ts';
import { dashboardsPlace } from './dashboards-place.ts';
import { exportsPlace } from './exports-place.ts';
import { inferencePlace } from './inference-place.ts';
import {
  auditPlace,
  cachesPlace,
  documentsPlace,
  freedPlace,
  noticesPlace,
  signInPlace,
} from './other-places.ts';
import type { Place } from './place.ts';
import { reportsPlace } from './reports-place.ts';
import { datasetPlace, topicWordsPlace, triagePlace } from './triage-place.ts';
import {
  accountPlace,
  consentPlace,
  conversationPlace,
  feedbackPlace,
  idempotencyPlace,
  keysPlace,
  runsPlace,
  usagePlace,
  versionsPlace,
} from './user-places.ts';

/** Every place that holds something of a person, in the order they are erased. */
export const places: readonly Place[] = [
  accountPlace,
  keysPlace,
  signInPlace,
  conversationPlace,
  inferencePlace,
  feedbackPlace,
  datasetPlace,
  triagePlace,
  topicWordsPlace,
  exportsPlace,
  documentsPlace,
  versionsPlace,
  runsPlace,
  alertsPlace,
  consentPlace,
  idempotencyPlace,
  noticesPlace,
  reportsPlace,
  dashboardsPlace,
  usagePlace,
  cachesPlace,
  auditPlace,
  freedPlace,
];

/** Those with something to erase, in order. */
export const erasingPlaces = places.filter((place) => place.erase !== undefined);
