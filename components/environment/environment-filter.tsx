'use client';

import { ChevronDown, Layers } from 'lucide-react';
import { EnvironmentBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuRadioGroup, MenuRadioItem } from '#components/ui/dropdown-menu.tsx';
import { environmentSchema, environments } from '#lib/serving/schemas.ts';
import { useEnvironment } from './use-environment.ts';

const all = 'all';

/** Narrows every screen of the console to one environment. */
export function EnvironmentFilter() {
  const [environment, setEnvironment] = useEnvironment();
  return (
    <DropdownMenu
      trigger={
        <Button size="sm" aria-label={`Environment: ${environment ?? 'all environments'}`}>
          {environment === null ? (
            <>
              <Layers aria-hidden className="text-muted-foreground" />
              <span className="font-normal text-muted-foreground max-lg:hidden">All environments</span>
            </>
          ) : (
            <EnvironmentBadge environment={environment} />
          )}
          <ChevronDown aria-hidden className="text-muted-foreground" />
        </Button>
      }
    >
      <MenuRadioGroup
        value={environment ?? all}
        onValueChange={(value) => setEnvironment(environmentSchema.safeParse(value).data ?? null)}
      >
        <MenuRadioItem value={all}>All environments</MenuRadioItem>
        {environments.map((value) => (
          <MenuRadioItem key={value} value={value}>
            <EnvironmentBadge environment={value} />
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </DropdownMenu>
  );
}
