/** What was asked of knowledge bases, and what the last walk through their indexes found. */
import type { IndexSurvey } from '../../../prisma/generated/client.ts';
import { endpointCondition, type Reach } from '../../access/index.ts';
import { pool, prisma } from '../../platform/db.ts';
import type { IndexSurveyReport } from '../index-schemas.ts';

/** Of the score of a question's best passage, 0–1. */
export const poorBelow = 0.35;
export const coverageDays = 7;

const searched = `i.traffic = 'live' AND i.status <> 'refused' AND i.retrieval_score IS NOT NULL
  AND i.id >= slipway_first_id_at(now() - $1 * interval '1 day') AND i.knowledge_name IS NOT NULL`;

export interface CoverageRow {
  knowledge: string;
  questions: number;
  good: number;
}

/** Of the last days, by knowledge base. */
export async function coverageOfAll(): Promise<CoverageRow[]> {
  const { rows } = await pool().query<CoverageRow>(
    `SELECT i.knowledge_name AS knowledge, count(*)::int AS questions,
            count(*) FILTER (WHERE i.retrieval_score >= $2 AND i.status <> 'declined')::int AS good
     FROM inference i WHERE ${searched} GROUP BY 1`,
    [coverageDays, poorBelow],
  );
  return rows;
}

export interface TopicRow {
  endpoint: string;
  number: number | null;
  terms: string[] | null;
  questions: number;
  poor: number;
  declined: number;
  score: number | null;
  /** Ids of the newest poor questions. */
  examples: string[];
}

const topicsShown = 30;

/** Questions of one knowledge base by topic, those with most poor ones first. */
export async function coverageByTopic(knowledge: string): Promise<TopicRow[]> {
  const { rows } = await pool().query<TopicRow>(
    `SELECT i.endpoint_name AS endpoint, it.number, t.terms, count(*)::int AS questions,
            count(*) FILTER (WHERE poor)::int AS poor,
            count(*) FILTER (WHERE i.status = 'declined')::int AS declined,
            avg(i.retrieval_score)::float8 AS score,
            (array_agg(i.id ORDER BY i.id DESC) FILTER (WHERE poor))[1:3]::text[] AS examples
     FROM (SELECT i.*, (i.retrieval_score < $2 OR i.status = 'declined') AS poor
           FROM inference i WHERE ${searched} AND i.knowledge_name = $3) i
     LEFT JOIN inference_topic it ON it.inference_id = i.id
     LEFT JOIN topic t ON t.endpoint_name = it.endpoint_name AND t.number = it.number
     GROUP BY 1, 2, 3 HAVING count(*) FILTER (WHERE poor) > 0
     ORDER BY poor DESC, questions DESC LIMIT ${topicsShown}`,
    [coverageDays, poorBelow, knowledge],
  );
  return rows;
}

/** Questions by request, of endpoints within reach. */
export async function questionsOf(ids: readonly string[], reach: Reach | null): Promise<Map<string, string>> {
  const values: unknown[] = [ids];
  const condition = endpointCondition(reach, 'endpoint_name', (names) => `$${values.push(names)}`);
  const { rows } = await pool().query<{ id: string; question: string }>(
    `SELECT id, left(question, 300) AS question FROM inference WHERE id = ANY($1::uuid[]) AND question <> '' AND ${condition}`,
    values,
  );
  return new Map(rows.map(({ id, question }) => [id, question]));
}

export async function saveSurvey(knowledgeName: string, report: IndexSurveyReport): Promise<void> {
  const at = new Date();
  await prisma().indexSurvey.upsert({
    where: { knowledgeName },
    create: { knowledgeName, at, report },
    update: { at, report },
  });
}

export async function surveysOf(names: readonly string[]): Promise<Map<string, IndexSurvey>> {
  const rows = await prisma().indexSurvey.findMany({ where: { knowledgeName: { in: [...names] } } });
  return new Map(rows.map((row) => [row.knowledgeName, row]));
}

export async function removeSurveysExcept(names: readonly string[]): Promise<void> {
  await prisma().indexSurvey.deleteMany({ where: { knowledgeName: { notIn: [...names] } } });
}
