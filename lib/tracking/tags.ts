/** Tags that MLflow gives a meaning: "system tags" at https://mlflow.org/docs/latest/tracking/tracking-api.html. */

/** Shown as the description of a run or an experiment. */
export const noteTag = 'mlflow.note.content';

/** Always the name of the run. */
export const runNameTag = 'mlflow.runName';
