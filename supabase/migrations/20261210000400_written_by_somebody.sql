-- Whoever is deactivated between the first look at a pilot and the writing has no name to write with: that is a refusal, and no fault.

create function private.refuse_no_author() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.fail(403, 'no_person', 'Your account was deactivated meanwhile. Nothing was saved.');
	return null;
end $$;

create trigger written_by_somebody before insert on public.comments
	for each row when (new.author_id is null) execute function private.refuse_no_author();
