import type { ConfigurationChange, EndpointDocument, ModelDocument, VersionEntry } from './schemas.ts';

/** A change with what the verb that makes it needs. In the order they must be made. */
export type PlannedChange = ConfigurationChange & { step: Step };

export interface ModelPlan {
  changes: PlannedChange[];
  /** To be made after everything else. */
  removals: PlannedChange[];
  problems: string[];
}

export type Step =
  | { do: 'create-model' | 'update-model'; model: ModelDocument }
  | {
      do: 'register-version' | 'describe-version' | 'delete-version' | 'restore-version';
      model: string;
      entry: VersionEntry;
    }
  | { do: 'move-stage'; model: string; entry: VersionEntry }
  | { do: 'move-alias'; model: string; alias: string; version: number }
  | { do: 'delete-alias'; model: string; alias: string }
  | { do: 'create-endpoint' | 'update-endpoint'; endpoint: EndpointDocument };
