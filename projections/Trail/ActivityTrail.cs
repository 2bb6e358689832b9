using System.Text;
using Supervision.Domain;

namespace Supervision.Projections.Trail;

/// <summary>One entry as the reviewer reads it: who, in what capacity, when, recorded when, late or not.</summary>
public sealed record Activity
{
    public required long EntryIndex { get; init; }

    /// <summary>Stream of the inspection, assignment or plan that it belongs to; null for none.</summary>
    public string? CaseStream { get; init; }
    public required string Stream { get; init; }
    public required long StreamVersion { get; init; }
    public required string Type { get; init; }

    /// <summary>Whose act it is: the officer's UUID, or policy/name.</summary>
    public required string Actor { get; init; }
    public string? ActorPost { get; init; }
    public required Capacity Capacity { get; init; }
    public Guid? Mandate { get; init; }

    /// <summary>Who entered it, as <see cref="Actor"/>.</summary>
    public required string RecordedBy { get; init; }
    public Guid? RecorderMandate { get; init; }

    /// <summary>Code of the acting body.</summary>
    public required string SourceBody { get; init; }
    public required DateOnly OccurredOn { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Calendar days from the day it occurred to the day it was recorded.</summary>
    public required int DaysAfter { get; init; }

    /// <summary>Working days from the day it occurred to the day it was recorded.</summary>
    public required int WorkingDaysAfter { get; init; }

    /// <summary>A late recording (nhập muộn).</summary>
    public required bool Late { get; init; }
    public required Guid CommandId { get; init; }

    /// <summary>The first entry of its command; the others tell what the same act brought about.</summary>
    public required bool OpensCommand { get; init; }
    public string? DocumentNumber { get; init; }

    /// <summary>The entry's exact text.</summary>
    public required string Bytes { get; init; }

    /// <summary>The entry read, from which the sentence is worded.</summary>
    public RecordedEvent Recorded => recorded ??= RecordedEvent.Parse(Encoding.UTF8.GetBytes(Bytes));

    private RecordedEvent? recorded;
}

/// <summary>The activity of cases, streams and bodies.</summary>
public sealed class ActivityTrail
{
    /// <summary>Entries of a page.</summary>
    public const int PageEntriesMax = 200;

    private readonly Queries queries;

    internal ActivityTrail(Queries queries) => this.queries = queries;

    /// <summary>
    /// The activity of a case, newest first, with the entries; <paramref name="before"/> goes on after a page.
    /// </summary>
    public Task<IReadOnlyList<Activity>> OfCaseAsync(string caseStream, long asOf, long? before = null,
        CancellationToken ct = default) => PageAsync("t.case_stream = @of", caseStream, asOf, before, ct);

    /// <summary>
    /// The acts of these event types in a case, oldest first, with the entries; as many as a page holds, the newest.
    /// </summary>
    public async Task<IReadOnlyList<Activity>> OfTypesAsync(string caseStream, IReadOnlyCollection<string> types,
        long asOf, CancellationToken ct = default) => [.. (await queries.ListAsync<Activity>($"""
            select t.*, e.bytes::text as bytes from views.trail t join ledger.entry e on e.index = t.entry_index
            where t.case_stream = @caseStream and t.type = any(@types) and t.entry_index < @asOf
            order by t.entry_index desc limit {PageEntriesMax}
            """, new { caseStream, types = types.ToArray(), asOf }, ct)).Reverse()];

    /// <summary>The activity of one stream, newest first, with the entries.</summary>
    public Task<IReadOnlyList<Activity>> OfStreamAsync(string stream, long asOf, long? before = null,
        CancellationToken ct = default) => PageAsync("t.stream = @of", stream, asOf, before, ct);

    /// <summary>What a body did, newest first, with the entries.</summary>
    public Task<IReadOnlyList<Activity>> OfBodyAsync(string body, long asOf, long? before = null,
        CancellationToken ct = default) => PageAsync("t.source_body = @of", body, asOf, before, ct);

    /// <summary>Everything, newest first, with the entries.</summary>
    public Task<IReadOnlyList<Activity>> AllAsync(long asOf, long? before = null, CancellationToken ct = default) =>
        PageAsync("@of::text is null", null, asOf, before, ct);

    /// <summary>One entry; null while the views do not know it.</summary>
    public async Task<Activity?> OneAsync(long index, CancellationToken ct = default) =>
        (await PageAsync("t.entry_index = @index", null, long.MaxValue, null, ct, index)).FirstOrDefault();

    private Task<IReadOnlyList<Activity>> PageAsync(string where, string? of, long asOf, long? before,
        CancellationToken ct, long index = 0)
    {
        return queries.ListAsync<Activity>($"""
            select t.*, e.bytes::text as bytes from views.trail t join ledger.entry e on e.index = t.entry_index
            where {where} and t.entry_index < @end order by t.entry_index desc limit {PageEntriesMax}
            """, new { of, end = Math.Min(asOf, before ?? long.MaxValue), index }, ct);
    }
}
