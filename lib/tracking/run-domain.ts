import type { FilterDomain } from '../mlflow/index.ts';

/** What runs are filtered and sorted by: the searchable attributes of MLflow's `RunInfo`, and what was logged. */
export const runDomain: FilterDomain = {
  attributes: {
    run_id: 'text',
    run_name: 'text',
    status: 'text',
    user_id: 'text',
    start_time: 'number',
    end_time: 'number',
  },
  aliases: {
    ...{ 'run name': 'run_name', 'Run name': 'run_name', 'Run Name': 'run_name' },
    ...{ created: 'start_time', Created: 'start_time' },
  },
  entities: ['metric', 'param', 'tag'],
};
