namespace Supervision.Ledger.EmbeddedPostgres;

/// <summary>
/// The user that the server runs as: the caller himself, or, because PostgreSQL refuses root, an unprivileged one.
/// </summary>
internal sealed record ServerAccount
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    private readonly string? _user;
    private readonly string? _group;

    private ServerAccount(string? user, string? group) => (_user, _group) = (user, group);

    /// <summary>Null when it is the caller.</summary>
    public string? OtherUser => _user;

    public static async Task<ServerAccount> ChooseAsync(string cluster)
    {
        if (!Environment.IsPrivilegedProcess) return new ServerAccount(null, null);
        // An existing cluster keeps its owner: `postgres` may have been installed after `nobody` made it.
        if (Directory.Exists(cluster))
        {
            var owner = await ChildProcess.RunAsync(["stat", "-c", "%u %g", cluster]);
            var ids = owner.Output.Split(' ');
            if (ids is [not "0", _]) return new ServerAccount(ids[0], ids[1]);
            throw EmbeddedPostgresException.NoUser($"root owns {cluster}");
        }

        foreach (var name in Candidates)
        {
            var group = await ChildProcess.RunAsync(["id", "-g", name]);
            if (await group.Ended == 0) return new ServerAccount(name, group.Output);
        }

        throw EmbeddedPostgresException.NoUser("neither 'postgres' nor 'nobody' is there");
    }

    /// <summary>
    /// The words that start <paramref name="program"/> as this user, in a session of its own so that the terminal's
    /// Ctrl-C does not reach the server before we have flushed, and interrupted when we die. Both wrappers exec, so the
    /// process that we start is the program itself.
    /// </summary>
    public IReadOnlyList<string> Start(string program, params IEnumerable<string> arguments) =>
        ["setsid", "setpriv", "--pdeathsig", "INT", .. Identity(), "--", program, .. arguments];

    /// <summary>Gives a file or an empty folder to this user.</summary>
    public async Task OwnAsync(string path)
    {
        if (_user is null) return;
        var changed = await ChildProcess.RunAsync(["chown", $"{_user}:{_group}", path]);
        if (await changed.Ended != 0) throw EmbeddedPostgresException.NotWritable(path, null);
    }

    /// <summary>Refuses a folder that the server's user cannot reach, naming the topmost one that blocks.</summary>
    public async Task RequireReachAsync(string folder)
    {
        if (_user is null || await MayPassAsync(folder)) return;
        var blocking = folder;
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (!await MayPassAsync(at)) blocking = at;
        }

        throw EmbeddedPostgresException.Blocked(blocking, _user);
    }

    private async Task<bool> MayPassAsync(string folder)
    {
        var tested = await ChildProcess.RunAsync(["setpriv", .. Identity(), "--", "test", "-x", folder]);
        return await tested.Ended switch
        {
            0 => true,
            1 => false,
            _ => throw EmbeddedPostgresException.Failed("setpriv", tested.Errors),
        };
    }

    private IEnumerable<string> Identity() =>
        _user is null ? [] : [$"--reuid={_user}", $"--regid={_group}", "--clear-groups"];
}
