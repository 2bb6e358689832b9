using Supervision.Domain;
using Supervision.Domain.Rules;
using Supervision.Ledger;

namespace Supervision.Web.Trail;

/// <summary>The limits as they were adopted, so that a clock is shown with the article that sets it.</summary>
public sealed class Rules
{
    private readonly RuleSets sets;

    private Rules(RuleSets sets) => this.sets = sets;

    internal static async Task<Rules> ReadAsync(EventStore store, long size, CancellationToken ct)
    {
        var entries = await store.ReadStreamAsync(RuleSets.Stream, ct, beforeIndex: size);
        return new Rules(entries.Select(e => RecordedEvent.Parse(e.Bytes).Event).OfType<RuleSetEvent>()
            .Aggregate(RuleSets.None, RuleSets.Evolve));
    }

    /// <summary>The limit in a version of the rule set; null where an officer set the day himself.</summary>
    internal Limit? Find(string id, int version) =>
        sets.Versions.FirstOrDefault(v => v.Version == version)?.Limits.FirstOrDefault(l => l.Id == id);

    /// <summary>The limit in force on the day.</summary>
    internal Limit? On(string id, DateOnly day) => sets.On(day)?.Limits.FirstOrDefault(l => l.Id == id);

    /// <summary>"3 ngày làm việc (Điều 13, 217/2025/NĐ-CP)", or that an officer set it.</summary>
    internal string Word(Visit visit, string id, int version) => Find(id, version) is { } limit
        ? visit.T("clock.limit", visit.Number(limit.Value), Units.Word(visit, limit.Unit), Source(limit))
        : visit["clock.set"];

    internal static string Source(Limit limit) => string.Join(", ",
        new[] { limit.Article, limit.Document }.Where(part => part.Length > 0));
}

/// <summary>Units in the middle of a sentence.</summary>
internal static class Units
{
    internal static string Word(Visit visit, LimitUnit unit) =>
        visit[unit == LimitUnit.Day ? "unit.day" : "unit.working_day"];
}
