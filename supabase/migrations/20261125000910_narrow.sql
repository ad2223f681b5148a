-- Functions behind the API are granted only where a policy, or a function that runs as its caller, asks them. These were
-- granted when that was not so yet; what runs with its owner's rights calls them without.
revoke execute on function private.on_team_since_proposed, private.parts, private.seen_pilot, private.fail from authenticated;
revoke execute on function private.now, private.today, private.fail from service_role;
