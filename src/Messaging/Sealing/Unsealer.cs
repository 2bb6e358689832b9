using Supervision.Domain;
using Supervision.Domain.DataSubjects;
using Supervision.Ledger;

namespace Supervision.Messaging.Sealing;

/// <summary>
/// Reads sealed values. The only way back to plain text; no page, view or export uses it: who may, is for who calls it
/// to decide. Safe for any number of threads.
/// </summary>
public sealed class Unsealer(EventStore store, PersonKeys keys)
{
    private readonly StreamStates states = new(store);

    /// <summary>
    /// The plain text; null where the person was erased (from the event on, also before the key is deleted), the key
    /// is unknown, or the value was not sealed for this person and field.
    /// </summary>
    /// <param name="text">The value as the event holds it.</param>
    /// <param name="field">The event's field, without a place: <c>responsiblePersons</c>.</param>
    /// <exception cref="MasterKeyException">The key was wrapped by another master key.</exception>
    public async Task<string?> OpenAsync(string text, string field, CancellationToken ct)
    {
        if (SealedValue.Parse(text) is not { } value
            || (await states.ReadAsync(Facts.StreamOf(value.Person), ct)).State is not null)
            return null;
        var found = await keys.FindAsync([value.Person], ct);
        if (!found.TryGetValue(value.Person, out var key))
            return null;
        using (key)
            return key.Open(value, field);
    }
}
