using Supervision.Domain.Officers;

namespace Supervision.Projections.Officers;

/// <summary>An officer.</summary>
public sealed record OfficerRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Body { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>A mandate; both days are within it.</summary>
public sealed record MandateRow
{
    public required Guid Id { get; init; }
    public required Guid Officer { get; init; }
    public required string Body { get; init; }
    public required string Post { get; init; }

    /// <summary>Names of <see cref="Power"/>.</summary>
    public required IReadOnlyList<string> Powers { get; init; }
    public required DateOnly FirstDay { get; init; }
    public DateOnly? LastDay { get; init; }

    /// <summary>Body of the mandate that it was delegated from; null: an own mandate.</summary>
    public string? DelegatedFrom { get; init; }

    /// <summary>The officer whose mandate it was delegated from; null: an own mandate.</summary>
    public Guid? Delegator { get; init; }

    /// <summary>Codes of the bodies that it lets him act upon; none: any.</summary>
    public required IReadOnlyList<string> Scope { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>A span in which an officer neither acts nor records.</summary>
public sealed record SuspensionRow
{
    public required Guid Officer { get; init; }
    public required DateOnly FirstDay { get; init; }

    /// <summary>The day from which he acts and records again; null: none is set.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>The officers, their mandates and suspensions.</summary>
public sealed class OfficerRegister
{
    private readonly Queries queries;

    internal OfficerRegister(Queries queries) => this.queries = queries;

    /// <summary>The names of these officers; who is not known is not in it.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid> ids, long asOf,
        CancellationToken ct = default) => (await queries.ListAsync<OfficerRow>(
            $"select * from views.officer where key = any(@keys) and {Queries.Valid}",
            new { keys = ids.Distinct().Select(id => "officer-" + id.ToString("D")).ToArray(), asOf }, ct))
            .ToDictionary(o => o.Id, o => o.Name);

    /// <summary>
    /// The mandates in the body, and those delegated from it, that have not ended before the day; by post.
    /// </summary>
    public Task<IReadOnlyList<MandateRow>> MandatesAsync(string body, DateOnly day, long asOf,
        CancellationToken ct = default) => queries.ListAsync<MandateRow>($"""
            select * from views.mandate
            where (body = @body or delegated_from = @body) and (last_day is null or last_day >= @day)
                and {Queries.Valid}
            order by post, key limit {Queries.RowsMax}
            """, new { body, day, asOf }, ct);

    /// <summary>The suspensions of these officers that have not ended by the day, by their first day.</summary>
    public Task<IReadOnlyList<SuspensionRow>> SuspensionsAsync(IEnumerable<Guid> officers, DateOnly day, long asOf,
        CancellationToken ct = default) => queries.ListAsync<SuspensionRow>($"""
            select * from views.suspension
            where officer = any(@ids) and (ends_on is null or ends_on > @day) and {Queries.Valid}
            order by first_day, key limit {Queries.RowsMax}
            """, new { ids = officers.Distinct().ToArray(), day, asOf }, ct);
}
