namespace Supervision.Ledger;

/// <summary>
/// What is remembered of the ledger from commit to commit: newest versions of streams and accepted commands, those of
/// batches included that are decided and not yet committed. Never wrong, only incomplete: whoever decides asks
/// PostgreSQL for what is not here, and all of it is forgotten when a commit fails or somebody else has committed.
/// Owned by the sequencer's thread.
/// </summary>
internal sealed class Memory
{
    internal const int VersionsKeptMin = 100_000;
    internal const int CommandsKeptMin = 50_000;

    private readonly Newest<string, long> versions = new(VersionsKeptMin, StringComparer.Ordinal);
    private readonly Newest<Guid, Accepted> commands = new(CommandsKeptMin, EqualityComparer<Guid>.Default);

    internal bool KnowsVersion(string stream, out long version) => versions.TryGet(stream, out version);

    internal void SetVersion(string stream, long version) => versions.Set(stream, version);

    internal bool KnowsCommand(Guid commandId, out Accepted accepted) => commands.TryGet(commandId, out accepted);

    internal void SetCommand(Guid commandId, Accepted accepted) => commands.Set(commandId, accepted);

    internal void Forget()
    {
        versions.Clear();
        commands.Clear();
    }

    /// <summary>
    /// A dictionary of two generations, so that it is bounded and yet has whatever was set last: more than two batches
    /// can hold, so that nothing undecided or uncommitted ever falls out.
    /// </summary>
    private sealed class Newest<TKey, TValue>(int keptMin, IEqualityComparer<TKey> comparer)
        where TKey : notnull
    {
        private Dictionary<TKey, TValue> young = new(comparer);
        private Dictionary<TKey, TValue> old = new(comparer);

        internal bool TryGet(TKey key, out TValue value)
        {
            if (young.TryGetValue(key, out value!))
                return true;
            if (!old.TryGetValue(key, out value!))
                return false;
            Set(key, value);
            return true;
        }

        internal void Set(TKey key, TValue value)
        {
            if (young.Count >= keptMin)
            {
                (young, old) = (old, young);
                young.Clear();
            }

            young[key] = value;
        }

        internal void Clear()
        {
            young.Clear();
            old.Clear();
        }
    }
}
