'use client';

import { Button } from '#components/ui/button.tsx';
import { Drawer, useDrawerId } from '#components/ui/drawer.tsx';
import type { EndpointDetail } from '#lib/serving/schemas.ts';
import { usePlanTraffic } from './mutations.ts';
import { SchedulePlanner } from './schedule-planner.tsx';

const formId = 'plan-rollout';

interface ScheduleDrawerProps {
  endpoint: EndpointDetail;
  /** The draft changes something: a plan starts from what is in force, so it would surprise. */
  hasDraft: boolean;
}

/** A rollout in steps (`?plan=new`): it starts from the configuration in force. */
export function ScheduleDrawer({ endpoint, hasDraft }: ScheduleDrawerProps) {
  const [id, setId] = useDrawerId('plan');
  const plan = usePlanTraffic(endpoint.name);
  const hindrance = hasDraft
    ? 'Apply or discard your draft first: a plan starts from what is in force.'
    : endpoint.schedules.some(({ state }) => state === 'running')
      ? 'A rollout is running. Cancel it before you plan another.'
      : null;
  return (
    <Drawer
      open={id === 'new' && endpoint.servedEntities.length > 1}
      onOpenChange={(open) => !open && setId(null)}
      title="Plan a rollout"
      description={`Steps from configuration ${endpoint.config} on. A change by anybody in between ends the plan.`}
      footer={
        <>
          <Button onClick={() => setId(null)}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            busy={plan.isPending}
            disabled={hindrance !== null}
          >
            Plan rollout
          </Button>
        </>
      }
    >
      {hindrance !== null ? (
        <p>{hindrance}</p>
      ) : (
        <SchedulePlanner
          id={formId}
          endpoint={endpoint}
          plan={(input) => plan.mutateAsync(input)}
          onPlanned={() => setId(null)}
        />
      )}
    </Drawer>
  );
}
