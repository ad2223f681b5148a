process.env.LITE_TELEMETRY='0';
const { startBackend } = await import('./bin/backend/server.js');
const t=Date.now();
const b = await startBackend({ data: '/tmp/scratch-questions/data'+t, port: 0, opens: 'demonstration', appUrl: 'http://localhost:3000' });
console.log('ms', Date.now()-t);
console.log(await b.database.rows(`select p.title, p.stage, p.risk_tier, r.specialty, r.state, (select count(*) from private.asked_of(r) q where q.answer is not null) n, (select count(*) from private.asked_of(r)) m from public.reviews r join public.pilots p on p.id=r.pilot_id where p.stage in ('vetting','experiment') order by 1,4`));
console.log(await b.database.rows(`select p.title, p.stage, p.risk_tier, p.tools from public.pilots p`));
await b.stop();
