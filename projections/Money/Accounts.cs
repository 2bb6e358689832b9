namespace Supervision.Projections.Money;

/// <summary>The accounts, by the names that they are stored and asked for under; see README.md for the chart.</summary>
public static class Accounts
{
    /// <summary>The source of all money of a finding: its outflow is what was ever found.</summary>
    public const string Found = "found";

    /// <summary>Kiến nghị xử lý.</summary>
    public const string Proposed = "proposed";

    /// <summary>Giải trình được chấp nhận: what a revision took away.</summary>
    public const string Explained = "explained";

    /// <summary>Đã xác nhận.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Từ chối thanh toán: closed by the settlement.</summary>
    public const string Refused = "refused";

    /// <summary>Đã giảm trừ qua giám định.</summary>
    public const string Offset = "offset";

    /// <summary>Phải thu hồi.</summary>
    public const string Recoverable = "recoverable";

    /// <summary>Miễn theo quyết định; no event posts to it yet.</summary>
    public const string Waived = "waived";

    /// <summary>Đã báo nộp, chờ xác nhận.</summary>
    public const string Reported = "reported";

    /// <summary>Đã thu hồi.</summary>
    public const string Recovered = "recovered";

    /// <summary>Of the verifier only: the source of what it required to be recovered.</summary>
    public const string Required = "required";

    /// <summary>
    /// Đã bàn giao: the other side of what a merged body hands over to its successor; over the city it is nothing.
    /// </summary>
    public const string HandedOver = "handed_over";

    /// <summary>No account but a figure: the balance of recoverable and of reported.</summary>
    public const string Outstanding = "outstanding";

    /// <summary>The money accounts of the flow in its order.</summary>
    public static readonly IReadOnlyList<string> Flow =
        [Found, Proposed, Explained, Confirmed, Refused, Offset, Recoverable, Waived, Reported, Recovered];
}
