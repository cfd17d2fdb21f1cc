'use client';

import { Trash2 } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Drawer, useDrawerId } from '#components/ui/drawer.tsx';
import { EntityForm } from './entity-form.tsx';
import type { DraftControls } from './use-draft.ts';

/** Values of `?entity=` that open an empty form: the second when an entity is called the first. */
const newIds = ['new', '(new)'] as const;

export function newEntityId(names: readonly string[]): string {
  return names.includes(newIds[0]) ? newIds[1] : newIds[0];
}

const formId = 'served-entity';

/** One served entity's settings. Changes go into the page's draft, with the split. */
export function EntityDrawer({ draft }: { draft: DraftControls }) {
  const [id, setId] = useDrawerId('entity');
  const { entities } = draft.current;
  const entity = entities.find(({ name }) => name === id) ?? null;
  const open = entity !== null || newIds.some((newId) => newId === id);
  const close = () => setId(null);
  return (
    <Drawer
      open={open}
      onOpenChange={(next) => !next && close()}
      title={entity ? entity.name : 'Add a served entity'}
      description={
        entity
          ? 'Kept in the draft with the split; nothing changes before you apply it.'
          : 'It begins without traffic: give it a share with its slider.'
      }
      footer={
        <>
          {entity && entities.length > 1 && (
            <Button
              variant="danger"
              className="mr-auto"
              onClick={() => {
                draft.removeEntity(entity.name);
                close();
              }}
            >
              <Trash2 aria-hidden />
              Remove
            </Button>
          )}
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary">
            Keep in draft
          </Button>
        </>
      }
    >
      {open && (
        <EntityForm
          key={id}
          id={formId}
          entity={entity}
          others={entities.filter(({ name }) => name !== entity?.name).map(({ name }) => name)}
          onSubmit={(next) => {
            draft.keepEntity(next, entity?.name ?? null);
            close();
          }}
        />
      )}
    </Drawer>
  );
}
