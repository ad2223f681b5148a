-- What people do with one pilot, or read of it, touches a few rows by their keys, and planning it with the values at hand would
-- take as long as doing it. Such a function, and whatever it sets off, keeps the plans that it made first.
do $$
declare
	v_function regprocedure;
begin
	for v_function in
		select f.oid from pg_catalog.pg_proc f join pg_catalog.pg_language l on l.oid = f.prolang and l.lanname = 'plpgsql'
		where f.pronamespace = 'private'::regnamespace and f.proargnames[1] = 'pilot' and f.proargtypes[0] = 'uuid'::regtype
			and exists (select 1 from pg_catalog.pg_proc a where a.pronamespace = 'public'::regnamespace and a.proname = f.proname)
	loop
		execute format('alter function %s set plan_cache_mode = force_generic_plan', v_function);
	end loop;
end $$;
