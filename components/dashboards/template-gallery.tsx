'use client';

import { useRouter } from 'next/navigation';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { dashboardHref, useCreateDashboard } from './queries.ts';
import { inputOf, type Template, templates } from './templates.ts';

/** Dashboards to begin with, each made with one click and changed from there. */
export function TemplateGallery() {
  const me = useMe();
  const router = useRouter();
  const create = useCreateDashboard();
  const start = (template: Template) =>
    create.mutate(inputOf(template), { onSuccess: ({ id }) => router.push(dashboardHref(id)) });
  const offered = templates.filter(({ needs }) => needs === undefined || can(me.data, needs));
  return (
    <section aria-labelledby="templates" className="flex flex-col gap-3">
      <h2 id="templates" className="font-semibold text-lg">
        Begin with a template
      </h2>
      {create.error && <ErrorState error={create.error} title="The dashboard was not made." />}
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {offered.map((template) => (
          <li key={template.key}>
            <Card
              title={template.name}
              description={template.description}
              className="flex h-full flex-col [&>div:last-child]:mt-auto"
            >
              <p className="pb-3 text-muted-foreground text-sm">{template.panels.length} panels</p>
              <Button
                busy={create.isPending && create.variables.name === template.name}
                onClick={() => start(template)}
              >
                Begin with {template.name.toLowerCase()}
              </Button>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}
