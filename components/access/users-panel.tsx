'use client';

import { UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { UrlDrawer, useDrawerId } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { useListState } from '#components/ui/use-list-state.ts';
import { type UserWithPassword, userSortSchema } from '#lib/access/schemas.ts';
import { useMe } from '#lib/client/use-me.ts';
import { CreateUserDialog } from './create-user-dialog.tsx';
import { OneTimePasswordDialog } from './one-time-password-dialog.tsx';
import { useUsers } from './queries.ts';
import { useUserChanges } from './use-user-changes.ts';
import { UserAccess } from './user-access.tsx';
import { UserConfirmDialog } from './user-confirm-dialog.tsx';
import { usersColumns } from './users-columns.tsx';

const pageSize = 50;

export function UsersPanel() {
  const list = useListState({ by: 'name', order: 'asc' });
  const sort = { ...list.sort, by: userSortSchema.catch('name').parse(list.sort.by) };
  const users = useUsers({ search: list.q, sort: sort.by, order: sort.order, page: list.page, pageSize });
  const me = useMe();
  const changes = useUserChanges();
  const [, openUser] = useDrawerId('user');
  const [adding, setAdding] = useState(false);
  const [issued, setIssued] = useState<UserWithPassword | null>(null);
  const columns = usersColumns({
    ownId: me.data?.id,
    onResetPassword: (user) => changes.ask({ kind: 'reset', user }),
    onDisable: (user) => changes.ask({ kind: 'disable', user }),
    onEnable: changes.enable,
  });
  return (
    <>
      <DataTable
        label="Users"
        columns={columns}
        rows={users.data?.items}
        rowKey={(user) => user.id}
        error={users.error}
        onRetry={() => void users.refetch()}
        onOpen={(user) => openUser(user.id)}
        sort={sort}
        onSort={list.setSort}
        toolbar={
          <>
            <SearchInput value={list.q} onSearch={list.setQ} label="Search users" />
            <Button variant="primary" className="ml-auto" onClick={() => setAdding(true)}>
              <UserPlus aria-hidden />
              Add user
            </Button>
          </>
        }
        empty={
          <EmptyState icon={Users} title={list.q === '' ? 'Nobody here yet' : 'No user matches'}>
            {list.q === '' ? 'Add the people who may sign in.' : `No name or e-mail contains "${list.q}".`}
          </EmptyState>
        }
        footer={
          users.data && (
            <Pagination page={list.page} pageSize={pageSize} total={users.data.total} onPage={list.setPage} />
          )
        }
      />
      <UrlDrawer param="user" title="What this person may do">
        {(id) => <UserAccess userId={id} />}
      </UrlDrawer>
      <CreateUserDialog open={adding} onOpenChange={setAdding} onCreated={setIssued} />
      <UserConfirmDialog asked={changes.asked} onClose={() => changes.ask(null)} onIssued={setIssued} />
      <OneTimePasswordDialog issued={issued} onClose={() => setIssued(null)} />
    </>
  );
}
