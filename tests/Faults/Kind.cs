namespace Supervision.Faults;

/// <summary>What happens in a round, once.</summary>
internal enum Kind
{
    /// <summary>kill -9 of an appending process.</summary>
    KillWriter,

    /// <summary>kill -9 of PostgreSQL's postmaster, which is then started again on the same folder and port.</summary>
    KillPostmaster,

    /// <summary>kill -9 of one of PostgreSQL's sessions: the postmaster ends all others and recovers.</summary>
    KillBackend,

    /// <summary>pg_terminate_backend on every session of the ledger, several times.</summary>
    EndSessions,

    /// <summary>A proxy cuts the line at a random byte, several times.</summary>
    CutLine,

    /// <summary>A proxy cuts the line right before, during or right after COMMIT, several times.</summary>
    CutCommit,

    /// <summary>Somebody else holds the ledger's lock for longer than the server or the client waits.</summary>
    HoldLock,

    /// <summary>An appending process stands still for a while (SIGSTOP, SIGCONT), perhaps with the lock.</summary>
    Freeze,

    /// <summary>The disk is full for a while.</summary>
    FillDisk,
}

/// <summary>As they are printed.</summary>
internal static class KindNames
{
    internal static string Name(this Kind kind) => kind switch
    {
        Kind.KillWriter => "kill-writer",
        Kind.KillPostmaster => "kill-postmaster",
        Kind.KillBackend => "kill-backend",
        Kind.EndSessions => "end-sessions",
        Kind.CutLine => "cut-line",
        Kind.CutCommit => "cut-commit",
        Kind.HoldLock => "hold-lock",
        Kind.Freeze => "freeze-writer",
        Kind.FillDisk => "fill-disk",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
