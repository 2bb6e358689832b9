using Supervision.Domain;

namespace Supervision.Projections;

/// <summary>
/// A stream folded up to a moment: the domain's state, and what the registers keep of its events beyond that state.
/// </summary>
internal readonly record struct Folded(object? State, object? Facts);

/// <summary>
/// One entry on its way into the views, with all that a view may look at. A view is a pure function of this to rows.
/// </summary>
/// <param name="Index">Of the entry.</param>
/// <param name="Recorded">The entry, read.</param>
/// <param name="Before">Its stream before it.</param>
/// <param name="After">Its stream after it.</param>
/// <param name="OpensCommand">Whether it is the first entry of its command; what counts acts counts these.</param>
/// <param name="Case">The stream of the inspection, assignment or plan that it belongs to; null for none.</param>
/// <param name="Look">Another stream as of this entry; only those that <see cref="Related"/> names.</param>
internal sealed record Step(long Index, RecordedEvent Recorded, Folded Before, Folded After, bool OpensCommand,
    string? Case, Func<string, Folded> Look)
{
    internal Event Event => Recorded.Event;

    /// <summary>The day that the act occurred.</summary>
    internal DateOnly OccurredOn => Recorded.By.OccurredOn;

    /// <summary>The day in Hải Phòng on which it was recorded.</summary>
    internal DateOnly RecordedOn => Day.Of(Recorded.Time);

    /// <summary>The body named by the entry's source, the last segment of its path.</summary>
    internal string SourceBody => Recorded.Source[(Recorded.Source.LastIndexOf('/') + 1)..];

    internal T Other<T>(string stream) where T : class => (T)Look(stream).State!;
}

/// <summary>Days in Asia/Ho_Chi_Minh, which is UTC+7 the whole year, whatever the machine's zone.</summary>
internal static class Day
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    internal static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The first instant after the day.</summary>
    internal static DateTimeOffset EndOf(DateOnly day) =>
        new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, Offset).ToUniversalTime();
}
