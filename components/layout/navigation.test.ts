import { describe, expect, it } from 'vitest';
import { type BuiltInRole, permissionsOf } from '#lib/access/schemas.ts';
import { breadcrumbOf, navigation, navigationFor } from './navigation.ts';

const labels = (role: BuiltInRole) =>
  navigationFor(permissionsOf(role)).flatMap((group) => group.items.map((item) => item.label));

describe('navigationFor', () => {
  it('shows an end user the chat alone', () => {
    expect(labels('app-team')).toEqual(['Chat']);
  });

  it('shows a viewer what it may read, without empty groups', () => {
    expect(labels('stakeholder')).toEqual([
      'Overview',
      'Monitoring',
      'Explore',
      'Drift',
      'Alerts',
      'Health',
      'Usage',
    ]);
    expect(labels('data-scientist')).toEqual(expect.arrayContaining(['Models', 'Endpoints', 'Inferences']));
    expect(labels('data-scientist')).not.toContain('Access');
  });

  it('shows an admin everything', () => {
    expect(labels('owner')).toEqual(navigation.flatMap((group) => group.items.map((item) => item.label)));
  });
});

describe('breadcrumbOf', () => {
  it('names areas as the rail does and keeps names as they are', () => {
    expect(breadcrumbOf('/knowledge/hand%20book')).toEqual([
      { label: 'Knowledge', href: '/knowledge' },
      { label: 'hand book', href: '/knowledge/hand%20book' },
    ]);
  });

  it('leaves conversations to the chat', () => {
    expect(breadcrumbOf('/chat/0190aaaa-bbbb-7ccc-8ddd-eeeeeeff1234')).toEqual([
      { label: 'Chat', href: '/chat' },
    ]);
  });

  it('shortens ids and survives broken escapes', () => {
    expect(breadcrumbOf('/inferences/0190aaaa-bbbb-7ccc-8ddd-eeeeeeff1234').at(-1)?.label).toBe('…ff1234');
    expect(breadcrumbOf('/experiments/runs/0123456789abcdef0123456789abcdef').at(-1)?.label).toBe('…abcdef');
    expect(
      breadcrumbOf('/dashboards/0190aaaa-bbbb-7ccc-8ddd-eeeeeeff1234', 'Support desk').at(-1)?.label,
    ).toBe('Support desk');
    expect(breadcrumbOf('/knowledge/guide', 'The guide').at(-1)?.label).toBe('guide');
    expect(breadcrumbOf('/models/%E0%A4%A').at(-1)?.label).toBe('%E0%A4%A');
  });
});
