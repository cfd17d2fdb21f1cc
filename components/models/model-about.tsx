'use client';

import Link from 'next/link';
import { endpointHref } from '#components/endpoints/hrefs.ts';
import { useEndpoints } from '#components/endpoints/queries.ts';
import { EnvironmentBadge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import type { ModelDetail, ModelSummary } from '#lib/registry/schemas.ts';
import { AliasList } from './alias-list.tsx';
import { DescriptionEditor } from './description-editor.tsx';
import { SavedTags } from './saved-tags.tsx';
import { TagList } from './tag-list.tsx';
import { useDescribeModel } from './use-describe.ts';
import type { VersionRights } from './version-menu.tsx';

/** What a model is for, where its aliases point and where it serves. */
export function ModelAbout({ model, rights }: { model: ModelDetail; rights: VersionRights }) {
  const { save } = useDescribeModel(model.name);
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <Card title="About">
        <div className="flex flex-col gap-3">
          <DescriptionEditor
            label={`Description of ${model.name}`}
            value={model.description}
            placeholder="What is it for?"
            onSave={rights.write ? (description) => save({ description }) : null}
          />
          {rights.write ? (
            <SavedTags label={`Tags of ${model.name}`} tags={model.tags} onSave={(tags) => save({ tags })} />
          ) : (
            <TagList tags={model.tags} none="no tags" />
          )}
        </div>
      </Card>
      <Card title="Aliases">
        <AliasList model={model} mayPromote={rights.promote} />
      </Card>
      <Card title="Serves on">
        <ServingEndpoints model={model} none="No endpoint serves it yet." />
      </Card>
    </div>
  );
}

/** Names of the endpoints that serve a model, each with its environment. */
export function ServingEndpoints({ model, none }: { model: ModelSummary; none: string }) {
  const endpoints = useEndpoints();
  if (model.endpoints.length === 0) return <p className="text-muted-foreground text-sm">{none}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {model.endpoints.map((name) => {
        const environment = endpoints.data?.items.find((endpoint) => endpoint.name === name)?.environment;
        return (
          <li key={name} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <Link href={endpointHref(name)} className="hover:underline [overflow-wrap:anywhere]">
              {name}
            </Link>
            {environment && <EnvironmentBadge environment={environment} />}
          </li>
        );
      })}
    </ul>
  );
}
