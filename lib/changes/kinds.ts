/** What each kind of proposal is about, needs and does. */
import type { Caller, Permission, Place } from '../access/index.ts';
import type { Prisma } from '../platform/db.ts';
import { promoteVersion } from '../promotion/index.ts';
import { getModel, moveAlias, transitionStage } from '../registry/index.ts';
import {
  createEndpoint,
  deleteEndpoint,
  getEndpoint,
  rollbackEndpoint,
  scheduleTraffic,
  updateEndpoint,
} from '../serving/index.ts';
import type { Proposal } from './schemas.ts';

/** Permission that whoever approves needs there, because it is they who make the change. */
export function permissionOf({ kind }: Proposal): Permission {
  return kind.startsWith('endpoint.') ? 'endpoints.write' : 'models.promote';
}

/** `environments`: of the endpoints that are there, by name. */
export function placeOf(proposal: Proposal, environments: ReadonlyMap<string, string>): Place {
  switch (proposal.kind) {
    case 'endpoint.create': {
      const { name, environment } = proposal.input;
      return { kind: 'endpoint', name, environment };
    }
    case 'endpoint.update':
    case 'endpoint.rollback':
    case 'endpoint.schedule':
    case 'endpoint.delete': {
      const name = proposal.endpoint;
      return { kind: 'endpoint', name, environment: environments.get(name) ?? null };
    }
    case 'alias.move':
    case 'stage.transition':
    case 'version.promote':
      return { kind: 'model', name: proposal.model };
  }
}

export function summaryOf(proposal: Proposal): string {
  switch (proposal.kind) {
    case 'endpoint.create':
      return `Create the endpoint ${proposal.input.name}`;
    case 'endpoint.update':
      return proposal.input.environment === undefined
        ? `Change what ${proposal.endpoint} serves`
        : `Change ${proposal.endpoint} and move it to ${proposal.input.environment}`;
    case 'endpoint.rollback':
      return `Roll ${proposal.endpoint} back to configuration ${proposal.input.to}`;
    case 'endpoint.schedule':
      return `Plan ${proposal.input.steps.length} traffic steps of ${proposal.endpoint}`;
    case 'endpoint.delete':
      return `Delete the endpoint ${proposal.endpoint}`;
    case 'alias.move':
      return `Move @${proposal.alias} of ${proposal.model} to version ${proposal.input.version}`;
    case 'stage.transition':
      return `Move version ${proposal.version} of ${proposal.model} to ${proposal.input.stage}`;
    case 'version.promote':
      return `Promote version ${proposal.version} of ${proposal.model} to ${proposal.input.to}`;
  }
}

interface Difference {
  before: Prisma.InputJsonValue | undefined;
  after: Prisma.InputJsonValue;
}

/** What changes, as it is now and as it would be. Throws `not_found` for what does not exist. */
export async function differenceOf(reader: Caller, proposal: Proposal): Promise<Difference> {
  switch (proposal.kind) {
    case 'endpoint.create':
      return { before: undefined, after: proposal.input };
    case 'endpoint.update': {
      const { servedEntities, environment } = await getEndpoint(reader, proposal.endpoint);
      return { before: { environment, servedEntities }, after: { environment, ...proposal.input } };
    }
    case 'endpoint.rollback':
    case 'endpoint.schedule':
    case 'endpoint.delete': {
      const { config, servedEntities } = await getEndpoint(reader, proposal.endpoint);
      return { before: { config, servedEntities }, after: proposal.input };
    }
    case 'alias.move':
    case 'stage.transition':
    case 'version.promote': {
      const { aliases } = await getModel(reader, proposal.model);
      return { before: { aliases }, after: proposal.input };
    }
  }
}

export async function applyProposal(approver: Caller, proposal: Proposal): Promise<void> {
  switch (proposal.kind) {
    case 'endpoint.create':
      await createEndpoint(approver, proposal.input);
      break;
    case 'endpoint.update':
      await updateEndpoint(approver, proposal.endpoint, proposal.input);
      break;
    case 'endpoint.rollback':
      await rollbackEndpoint(approver, proposal.endpoint, proposal.input);
      break;
    case 'endpoint.schedule':
      await scheduleTraffic(approver, proposal.endpoint, proposal.input);
      break;
    case 'endpoint.delete':
      await deleteEndpoint(approver, proposal.endpoint, proposal.input.confirm);
      break;
    case 'alias.move':
      await moveAlias(approver, proposal.model, proposal.alias, proposal.input);
      break;
    case 'stage.transition':
      await transitionStage(approver, proposal.model, proposal.version, proposal.input);
      break;
    case 'version.promote':
      await promoteVersion(approver, proposal.model, proposal.version, proposal.input);
      break;
  }
}
