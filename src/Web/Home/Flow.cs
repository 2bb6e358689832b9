using Supervision.Projections.Money;

namespace Supervision.Web.Home;

/// <summary>The money flow as a table has it: headline figures in the order of the flow, outstanding last.</summary>
internal static class Flow
{
    /// <summary>Inflows of the accounts that money came to, and last what is outstanding of the recoverable.</summary>
    internal static IEnumerable<(string Account, long Value)> Figures(IReadOnlyList<FlowRow> rows)
    {
        foreach (var row in rows.Where(r => r.Account != Accounts.Found))
            yield return (row.Account, row.Inflow);
        var open = rows.Where(r => r.Account is Accounts.Recoverable or Accounts.Reported).ToList();
        if (open.Count > 0)
            yield return (Accounts.Outstanding, open.Sum(r => r.Balance));
    }
}
