import { type Prisma, prisma, type Tx } from '../../platform/db.ts';

export { type Tx, transaction } from '../../platform/db.ts';

export type SettingRow = Prisma.OtlpSettingGetPayload<object>;

const id = 'otlp';

export function findSetting(db: Tx | null = null): Promise<SettingRow | null> {
  return (db ?? prisma()).otlpSetting.findUnique({ where: { id } });
}

export function saveSetting(
  tx: Tx,
  data: Omit<Prisma.OtlpSettingUncheckedCreateInput, 'id'>,
): Promise<SettingRow> {
  return tx.otlpSetting.upsert({ where: { id }, create: { id, ...data }, update: data });
}
