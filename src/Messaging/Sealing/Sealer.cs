using Supervision.Domain;
using Supervision.Domain.DataSubjects;
using Supervision.Ledger;

namespace Supervision.Messaging.Sealing;

/// <summary>
/// Puts sealed values into the place of plain ones, before anything else sees the command. Safe for any number of
/// threads.
/// </summary>
public sealed class Sealer(EventStore store, PersonKeys keys)
{
    private static readonly Dictionary<string, DataSubjectId> Nobody = [];

    private readonly StreamStates states = new(store);

    /// <summary>Deletes the keys whose destruction is in the ledger.</summary>
    public Task FinishErasuresAsync(CancellationToken ct) => keys.FinishErasuresAsync(ct);

    /// <summary>The request without a personal value in it: what is refused, and may be recorded as refused.</summary>
    internal static SealedRequest Refuse(CommandRequest request, Refusal refusal) =>
        new(request with { Command = PersonalFields.Replace(request.Command, _ => "") }, refusal, []);

    /// <summary>
    /// The same arguments and keys give the same bytes. New keys are not kept yet: the caller keeps them when the
    /// command is accepted, and before it is appended (<see cref="SaveAsync"/>).
    /// </summary>
    internal async Task<SealedRequest> SealAsync(CommandRequest request, CancellationToken ct)
    {
        var values = PersonalFields.Of(request.Command);
        var persons = request.Persons ?? Nobody;
        if (PersonalFields.CheckPlain(values, persons) is { } wrong)
            return Refuse(request, wrong);
        if (values.Count == 0)
            return new SealedRequest(request, null, []);
        var personOf = values.ToDictionary(v => v.Path,
            v => persons.TryGetValue(v.Path, out var named) ? named : NewPerson(request.Id, v.Path));
        var found = await keys.FindAsync(personOf.Values.Distinct(), ct);
        var made = new List<PersonKey>();
        try
        {
            foreach (var (path, person) in personOf.Where(p => !found.ContainsKey(p.Value)).DistinctBy(p => p.Value))
            {
                if (keys.IsErased(person)
                    || (await states.ReadAsync(Facts.StreamOf(person), ct)).State is not null)
                    return Refuse(request, DataSubject.Destroyed(values.First(v => v.Path == path).Place));
                found.Add(person, PersonKey.Make(person));
                made.Add(found[person]);
            }

            var command = PersonalFields.Replace(request.Command,
                v => found[personOf[v.Path]].Seal(request.Id, v).ToString());
            return new SealedRequest(request with { Command = command }, null, made);
        }
        finally
        {
            foreach (var key in found.Values.Except(made))
                key.Dispose();
        }
    }

    /// <summary>Keeps the keys made for the request; false: seal it again, another has made one of them.</summary>
    internal Task<bool> SaveAsync(SealedRequest request, CancellationToken ct) => keys.SaveAsync(request.NewKeys, ct);

    /// <summary>Whether another process has kept a key of a person for whom the request made one.</summary>
    internal async Task<bool> IsOutdatedAsync(SealedRequest request, CancellationToken ct)
    {
        if (request.NewKeys.Count == 0)
            return false;
        var found = await keys.FindAsync(request.NewKeys.Select(k => k.Person), ct);
        foreach (var key in found.Values)
            key.Dispose();
        return found.Count > 0;
    }

    // The same in every retry, so that a person is not made twice.
    private static DataSubjectId NewPerson(Guid commandId, string path) =>
        new(DeterministicId.Of($"data subject\n{commandId:D}\n{path}"));
}

/// <summary>A request with its values sealed, or emptied of them because they cannot be.</summary>
internal sealed record SealedRequest(CommandRequest Request, Refusal? Refusal, IReadOnlyList<PersonKey> NewKeys)
    : IDisposable
{
    public void Dispose()
    {
        foreach (var key in NewKeys)
            key.Dispose();
    }
}
