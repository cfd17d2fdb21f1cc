-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "team_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'manual',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("team_id","user_id")
);

-- CreateTable
CREATE TABLE "custom_role" (
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "permissions" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "custom_role_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "grant" (
    "id" UUID NOT NULL,
    "user_id" UUID,
    "team_id" UUID,
    "role" TEXT NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "scope_name" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT 'manual',
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" UUID,

    CONSTRAINT "grant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "team_name_key" ON "team"("name");

-- CreateIndex
CREATE INDEX "team_member_user_id_idx" ON "team_member"("user_id");

-- CreateIndex
CREATE INDEX "grant_user_id_idx" ON "grant"("user_id");

-- CreateIndex
CREATE INDEX "grant_team_id_idx" ON "grant"("team_id");

-- CreateIndex
CREATE INDEX "grant_role_idx" ON "grant"("role");

-- CreateIndex
CREATE INDEX "grant_scope_kind_scope_name_idx" ON "grant"("scope_kind", "scope_name");

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant" ADD CONSTRAINT "grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant" ADD CONSTRAINT "grant_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A grant is somebody's: a user's or a team's.
ALTER TABLE "grant" ADD CONSTRAINT "grant_holder_check" CHECK (num_nonnulls("user_id", "team_id") = 1);
ALTER TABLE "grant" ADD CONSTRAINT "grant_scope_check" CHECK (
    "scope_kind" IN ('everything', 'environment', 'model', 'endpoint', 'knowledge')
    AND ("scope_kind" = 'everything') = ("scope_name" = ''));
CREATE UNIQUE INDEX "grant_once_key" ON "grant"("user_id", "team_id", "role", "scope_kind", "scope_name") NULLS NOT DISTINCT;

-- The one role of each user becomes a grant everywhere.
INSERT INTO "grant" ("id", "user_id", "role", "scope_kind")
SELECT gen_random_uuid(), "id",
       CASE "role"::text WHEN 'admin' THEN 'owner' WHEN 'member' THEN 'app-team' ELSE 'stakeholder' END, 'everything'
  FROM "user";

ALTER TABLE "user" DROP COLUMN "role";
DROP TYPE "Role";

UPDATE "api_key" SET "permissions" = array_replace(array_replace("permissions", 'users.read', 'access.read'), 'users.write', 'access.write');
