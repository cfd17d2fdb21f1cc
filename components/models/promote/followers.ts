import type { PromotionPreview } from '#lib/promotion/schemas.ts';

type Follower = PromotionPreview['followers'][number];

export interface FollowerChoice {
  /** Aliases that move along. */
  aliases: readonly string[];
  archiveExisting: boolean;
}

export interface FollowerEffect {
  follower: Follower;
  /** The version it serves after the promotion. */
  after: number | null;
  changes: boolean;
}

/** What each served entity that follows the stage or an alias serves after the promotion; those that change first. */
export function effectsOf(preview: PromotionPreview, choice: FollowerChoice): FollowerEffect[] {
  const effects = preview.followers.map((follower) => {
    const after = versionAfter(preview, follower, choice);
    return { follower, after, changes: after !== follower.versionNow };
  });
  return [...effects.filter(({ changes }) => changes), ...effects.filter(({ changes }) => !changes)];
}

function versionAfter(
  { version, wouldArchive }: PromotionPreview,
  follower: Follower,
  { aliases, archiveExisting }: FollowerChoice,
): number | null {
  if (follower.via.by === 'alias') {
    return aliases.includes(follower.via.alias) ? version.number : follower.versionNow;
  }
  // A stage means the highest number in it.
  return archiveExisting ? version.number : Math.max(version.number, ...wouldArchive);
}

/** "main 90 % — version 2 → 4 through /production". */
export function effectText({ follower, after, changes }: FollowerEffect): string {
  const via = follower.via.by === 'alias' ? `@${follower.via.alias}` : `/${follower.via.stage}`;
  const now = follower.versionNow === null ? 'nothing' : `version ${follower.versionNow}`;
  const move = changes ? `${now} → ${after}` : `stays at ${now}`;
  return `${follower.entity} ${follower.trafficPercentage} % — ${move} through ${via}`;
}

/** Aliases chosen at first: @champion goes along into production, if there is one that points elsewhere. */
export function initialAliases({ to, aliases, version }: PromotionPreview): string[] {
  const champion = aliases.find(({ alias }) => alias === 'champion');
  return to === 'production' && champion !== undefined && champion.version !== version.number
    ? ['champion']
    : [];
}
