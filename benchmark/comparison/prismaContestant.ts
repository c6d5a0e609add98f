import { PrismaPg } from '@prisma/adapter-pg';
import type { Candidate, Reading } from '../contestants.ts';
import { PrismaClient } from './generated/client.ts';

/** Prisma 7 with its pg adapter, one connection. */
export function createPrisma(url: string) {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 1 }) });
  const read = { MaintenanceRequest: readRequests, Author: readAuthors };
  return {
    candidate: ({ root, rows }: Reading): Candidate => {
      const run = read[root as keyof typeof read];
      return { name: 'Prisma', run: () => run(prisma, rows) };
    },
    close: () => prisma.$disconnect(),
  };
}

async function readRequests(prisma: PrismaClient, rows: number) {
  const found = await prisma.maintenanceRequest.findMany({
    where: { status: { in: ['open', 'in_progress'] } },
    orderBy: [{ reported_at: 'desc' }, { id: 'asc' }],
    take: rows,
    select: {
      id: true,
      title: true,
      status: true,
      priority: true,
      reported_at: true,
      property: { select: { id: true, name: true, city: true } },
      tenant: { select: { id: true, user: { select: { id: true, first_name: true, last_name: true } } } },
    },
  });
  return found.map(({ reported_at, tenant, ...request }) => ({
    ...request,
    reportedAt: reported_at,
    tenant: tenant && {
      id: tenant.id,
      user: { id: tenant.user.id, firstName: tenant.user.first_name, lastName: tenant.user.last_name },
    },
  }));
}

async function readAuthors(prisma: PrismaClient, rows: number) {
  const found = await prisma.author.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: rows,
    select: {
      id: true,
      name: true,
      born: true,
      books: {
        select: {
          id: true,
          title: true,
          price: true,
          printed: true,
          tags: { select: { tag: { select: { id: true, name: true } } } },
        },
      },
    },
  });
  return found.map((author) => ({
    ...author,
    books: author.books.map((book) => ({ ...book, tags: book.tags.map(({ tag }) => tag) })),
  }));
}
