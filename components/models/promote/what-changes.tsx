import { type Control, useWatch } from 'react-hook-form';
import { EnvironmentBadge } from '#components/ui/badge.tsx';
import type { PromotionPreview } from '#lib/promotion/schemas.ts';
import { DifferenceList } from '../compare/difference-list.tsx';
import { effectsOf, effectText } from './followers.ts';
import type { PromoteValues } from './use-promote-form.ts';

interface WhatChangesProps {
  preview: PromotionPreview;
  control: Control<PromoteValues>;
}

/** The difference to what is there now, and who serves something else afterwards. */
export function WhatChanges({ preview, control }: WhatChangesProps) {
  const { current, version, differences, to } = preview;
  return (
    <div className="flex flex-col gap-5">
      <section className="flex flex-col gap-2">
        <h3 className="font-medium text-muted-foreground text-sm">The version</h3>
        {current === null ? (
          <p>Nothing is in {to} yet.</p>
        ) : current.number === version.number ? (
          <p>
            Version {version.number} is what {to} means already.
          </p>
        ) : differences.length === 0 ? (
          <p>
            It does the same as version {current.number}, which is in {to} now.
          </p>
        ) : (
          <DifferenceList
            differences={differences}
            label={`Version ${current.number} → version ${version.number}`}
          />
        )}
      </section>
      <Followers preview={preview} control={control} />
    </div>
  );
}

function Followers({ preview, control }: WhatChangesProps) {
  const aliases = useWatch({ control, name: 'aliases' }) ?? [];
  const archiveExisting = useWatch({ control, name: 'archiveExisting' }) ?? false;
  const effects = effectsOf(preview, { aliases, archiveExisting });
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-muted-foreground text-sm">What is served</h3>
      {effects.length === 0 ? (
        <p>No endpoint follows {preview.to} or an alias of this model, so nothing that is served changes.</p>
      ) : (
        <ul aria-live="polite" className="flex flex-col gap-1.5">
          {effects.map((effect) => (
            <li
              key={`${effect.follower.endpoint} ${effect.follower.entity}`}
              className="flex flex-wrap items-center gap-x-2 gap-y-0.5 tabular-nums"
            >
              <span className="font-medium">{effect.follower.endpoint}</span>
              <EnvironmentBadge environment={effect.follower.environment} />
              <span className={effect.changes ? undefined : 'text-muted-foreground'}>
                {effectText(effect)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
