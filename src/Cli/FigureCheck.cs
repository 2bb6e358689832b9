using System.Globalization;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Messaging.Scenarios;
using Supervision.Projections;
using Supervision.Projections.Money;
using Supervision.Projections.Remediations;

namespace Supervision.Cli;

/// <summary>A figure that a scenario expects, and what the views say.</summary>
public sealed record FigureResult(Messaging.Scenarios.Figure Figure, string Actual)
{
    public bool Met => Actual == Figure.Equal;

    /// <summary>One line for the terminal.</summary>
    public string Describe()
    {
        var asOf = Figure.AsOf is { } day ? Texts.Get("play.as_of", Day(day)) : "";
        return Met ? Texts.Get("play.figure_met", Figure.Name, Figure.Of, asOf, Actual)
            : Texts.Get("play.figure_failed", Figure.Name, Figure.Of, asOf, Figure.Equal, Actual);
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}

/// <summary>
/// Holds the figures that scenario files expect against the views; the names are those of seeds/README.md.
/// </summary>
public sealed class FigureCheck(Views views, Moment now)
{
    // Expected sentences are written in Vietnamese whatever the language of the terminal.
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Brings the views up to date and checks every figure.</summary>
    public static async Task<IReadOnlyList<FigureResult>> RunAsync(string connectionString, EventStore store,
        IReadOnlyList<Scenario> scenarios, CancellationToken ct)
    {
        await using (var projector = await Projector.OpenAsync(connectionString, store, ct))
            await projector.CatchUpAsync(ct);
        await using var views = await Views.OpenAsync(connectionString, ct);
        var check = new FigureCheck(views, await views.NowAsync(ct));
        var results = new List<FigureResult>();
        foreach (var figure in scenarios.SelectMany(s => s.Then))
            results.Add(new FigureResult(figure, await check.ValueAsync(figure, ct)));
        return results;
    }

    private async Task<string> ValueAsync(Messaging.Scenarios.Figure figure, CancellationToken ct)
    {
        var moment = figure.AsOf is { } day ? await views.KnownByAsync(day, ct) : now;
        var today = figure.AsOf ?? VietnamTime.DayOf(now.Time!.Value);
        return await (figure.Name.Split('.') switch
        {
            ["money", var account] => MoneyAsync(figure.Of, account, moment.Size, ct),
            ["finding", "amount"] => FindingAsync(figure.Of, moment.Size, ct),
            ["assignment", var what] => AssignmentAsync(figure.Of, what, today, moment.Size, ct),
            ["measure", var what] => MeasureAsync(figure.Of, what, today, moment.Size, ct),
            ["body", "missed"] => MissedAsync(figure.Of, moment.Size, ct),
            ["count", var account] => CountAsync(figure.Of, account, moment.Size, ct),
            ["draft", "missing"] => MissingAsync(figure.Of, moment.Size, ct),
            _ => throw new InvalidOperationException("A figure without an arm: " + figure.Name),
        }) ?? Texts.Get("play.no_such_thing");
    }

    private async Task<string?> MoneyAsync(string inspection, string account, long asOf, CancellationToken ct)
    {
        var id = Aliases.IdOf(InspectionId.Noun, inspection);
        if (await views.Inspections.OneAsync(id, asOf, ct) is null)
            return null;
        var flow = await views.Accounts.OfInspectionAsync(id, asOf, ct);
        if (account == Accounts.Outstanding)
            return Text(flow.Where(r => r.Account is Accounts.Recoverable or Accounts.Reported).Sum(r => r.Balance));
        return Accounts.Flow.Contains(account)
            ? Text(flow.Where(r => r.Account == account).Sum(r => r.Inflow)) : null;
    }

    private async Task<string?> FindingAsync(string finding, long asOf, CancellationToken ct) =>
        await views.Findings.OneAsync(Aliases.IdOf(FindingId.Noun, finding), asOf, ct) is { } row
            ? Text(row.Confirmed ?? row.Proposed) : null;

    private async Task<string?> AssignmentAsync(string assignment, string what, DateOnly today, long asOf,
        CancellationToken ct)
    {
        if (await views.Assignments.OneAsync(Aliases.IdOf(AssignmentId.Noun, assignment), asOf, ct) is not { } row)
            return null;
        return what switch
        {
            "status" => row.Status(today, Vietnamese),
            "daysLate" => Text(row.DaysLate ?? 0),
            "due" => Text(row.Due),
            _ => null,
        };
    }

    private async Task<string?> MeasureAsync(string of, string what, DateOnly today, long asOf, CancellationToken ct)
    {
        if (of.Split('/') is not [var alias, var number])
            return null;
        var remediation = Aliases.IdOf(RemediationId.Noun, alias);
        if (await views.Remediations.OneAsync(remediation, asOf, ct) is not { } row)
            return null;
        MeasureRow? measure = (await views.Remediations.MeasuresAsync(row.Inspection, asOf, ct))
            .FirstOrDefault(m => m.Remediation == remediation && Text(m.Number) == number);
        return what switch
        {
            "status" => measure?.Status(today, Vietnamese),
            "daysLate" => measure is null ? null : Text(measure.DaysLate ?? 0),
            "due" => Text(measure?.Due),
            "verifiedAfterWorkingDays" => measure is null ? null : Text(measure.AnswerWorkingDays ?? 0),
            _ => null,
        };
    }

    private async Task<string?> MissedAsync(string body, long asOf, CancellationToken ct) =>
        await views.Bodies.OneAsync(body, asOf, ct) is null ? null
            : Text((await views.Accounts.FiguresAsync(body, asOf, ct))
                .Where(f => f is { Role: Role.Owing, Key: Projections.Counts.CountAccounts.ObligationsMissed })
                .Sum(f => f.Value));

    private async Task<string?> CountAsync(string of, string account, long asOf, CancellationToken ct)
    {
        if (of.Split('/') is not [var body, var name] || !Enum.TryParse<Role>(name, ignoreCase: true, out var role)
            || await views.Bodies.OneAsync(body, asOf, ct) is null)
            return null;
        return Text((await views.Accounts.FiguresAsync(body, asOf, ct))
            .Where(f => f.Role == role && f.Key == account).Sum(f => f.Value));
    }

    private async Task<string?> MissingAsync(string assignment, long asOf, CancellationToken ct) =>
        await views.Assignments.OneAsync(Aliases.IdOf(AssignmentId.Noun, assignment), asOf, ct) is { } row
            ? string.Join(",", row.Missing) : null;

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
