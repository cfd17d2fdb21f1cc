import {
  Activity,
  BellRing,
  BookOpenText,
  Boxes,
  Braces,
  Cable,
  ChartNoAxesColumn,
  ChartSpline,
  FileClock,
  FileCog,
  FlaskConical,
  Gauge,
  GitPullRequestArrow,
  HeartPulse,
  KeyRound,
  type LucideIcon,
  MessageSquareText,
  ScrollText,
  Settings,
  ShieldAlert,
  Shuffle,
  Table2,
  UserRoundCog,
  WalletCards,
  Waypoints,
} from 'lucide-react';
import type { Permission } from '#lib/access/schemas.ts';

export interface NavigationItem {
  href: string;
  label: string;
  icon: LucideIcon;
  permission: Permission;
}

export interface NavigationGroup {
  /** Null for what stands first, without a heading. */
  label: string | null;
  items: readonly NavigationItem[];
}

export const navigation: readonly NavigationGroup[] = [
  {
    label: null,
    items: [
      { href: '/chat', label: 'Chat', icon: MessageSquareText, permission: 'chat.use' },
      { href: '/overview', label: 'Overview', icon: Gauge, permission: 'dashboards.read' },
    ],
  },
  {
    label: 'Build',
    items: [
      { href: '/models', label: 'Models', icon: Boxes, permission: 'models.read' },
      { href: '/knowledge', label: 'Knowledge', icon: BookOpenText, permission: 'knowledge.read' },
      { href: '/experiments', label: 'Experiments', icon: FlaskConical, permission: 'runs.read' },
      { href: '/datasets', label: 'Datasets', icon: Table2, permission: 'datasets.read' },
    ],
  },
  {
    label: 'Run',
    items: [
      { href: '/endpoints', label: 'Endpoints', icon: Waypoints, permission: 'endpoints.read' },
      { href: '/providers', label: 'Providers', icon: Cable, permission: 'providers.read' },
    ],
  },
  {
    label: 'Watch',
    items: [
      { href: '/monitoring', label: 'Monitoring', icon: Activity, permission: 'dashboards.read' },
      { href: '/explore', label: 'Explore', icon: ChartSpline, permission: 'dashboards.read' },
      { href: '/drift', label: 'Drift', icon: Shuffle, permission: 'dashboards.read' },
      { href: '/alerts', label: 'Alerts', icon: BellRing, permission: 'dashboards.read' },
      { href: '/health', label: 'Health', icon: HeartPulse, permission: 'dashboards.read' },
      { href: '/inferences', label: 'Inferences', icon: ScrollText, permission: 'inferences.read' },
      { href: '/guardrails', label: 'Guardrails', icon: ShieldAlert, permission: 'guardrails.review' },
      { href: '/usage', label: 'Usage', icon: ChartNoAxesColumn, permission: 'usage.read' },
    ],
  },
  {
    label: 'Govern',
    items: [
      { href: '/changes', label: 'Approvals', icon: GitPullRequestArrow, permission: 'changes.propose' },
      { href: '/access', label: 'Access', icon: KeyRound, permission: 'access.read' },
      { href: '/limits', label: 'Limits', icon: WalletCards, permission: 'limits.read' },
      { href: '/privacy', label: 'Privacy', icon: UserRoundCog, permission: 'privacy.write' },
      { href: '/audit', label: 'Audit', icon: FileClock, permission: 'audit.read' },
    ],
  },
  {
    label: 'Set up',
    items: [
      { href: '/settings', label: 'Settings', icon: Settings, permission: 'settings.read' },
      {
        href: '/configuration',
        label: 'Configuration',
        icon: FileCog,
        permission: 'configuration.read',
      },
      { href: '/api', label: 'API', icon: Braces, permission: 'configuration.read' },
    ],
  },
];

/** The groups with what these permissions may use, without empty ones. */
export function navigationFor(permissions: readonly Permission[]): NavigationGroup[] {
  return navigation
    .map((group) => ({
      ...group,
      items: group.items.filter((item) => permissions.includes(item.permission)),
    }))
    .filter((group) => group.items.length > 0);
}

export interface Crumb {
  label: string;
  href: string;
}

/** A UUID, or a run's id. */
const machineId = /^([0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32})$/;

/**
 * The path as steps that can be walked back. Of a page whose address ends with an id, its title is the last step, or the
 * end of the id as long as there is none; ids are left out in the chat, which shows titles itself.
 */
export function breadcrumbOf(pathname: string, title: string | null = null): Crumb[] {
  const all = pathname.split('/').filter((segment) => segment !== '');
  const segments = all[0] === 'chat' ? all.slice(0, 1) : all;
  return segments.map((segment, index) => ({
    href: `/${segments.slice(0, index + 1).join('/')}`,
    label:
      index === 0 ? areaLabel(segment) : segmentLabel(segment, index === segments.length - 1 ? title : null),
  }));
}

function areaLabel(segment: string): string {
  const items = navigation.flatMap((group) => group.items);
  return items.find((item) => item.href === `/${segment}`)?.label ?? sentence(segment);
}

function segmentLabel(segment: string, title: string | null): string {
  const text = decode(segment);
  return machineId.test(text) ? (title ?? `…${text.slice(-6)}`) : text;
}

function sentence(segment: string): string {
  const words = decode(segment).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
