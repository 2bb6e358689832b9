namespace Supervision.Domain;

/// <summary>An amount in đồng, whole, 0 to 10^15 in commands. Arithmetic is checked: overflow throws.</summary>
public readonly record struct Money(long Dong) : IComparable<Money>
{
    /// <summary>The most that a command may carry: 10^15 đồng.</summary>
    public const long DongMax = 1_000_000_000_000_000;

    public static readonly Money Zero;

    public static Money operator +(Money a, Money b) => new(checked(a.Dong + b.Dong));
    public static Money operator -(Money a, Money b) => new(checked(a.Dong - b.Dong));
    public static Money operator -(Money a) => new(checked(-a.Dong));
    public static Money operator *(long quantity, Money unitPrice) => new(checked(quantity * unitPrice.Dong));
    public static bool operator <(Money a, Money b) => a.Dong < b.Dong;
    public static bool operator >(Money a, Money b) => a.Dong > b.Dong;
    public static bool operator <=(Money a, Money b) => a.Dong <= b.Dong;
    public static bool operator >=(Money a, Money b) => a.Dong >= b.Dong;

    public static Money Min(Money a, Money b) => a < b ? a : b;

    public static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Zero, (a, b) => a + b);

    public int CompareTo(Money other) => Dong.CompareTo(other.Dong);

    public override string ToString() => Dong.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
