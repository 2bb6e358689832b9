using Supervision.Domain.Bodies;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Inspections;

/// <summary>
/// Which limits an inspection runs by: its kind and, for a specialised check, the kind of the body that leads it
/// (217/2025/NĐ-CP, Điều 13). A kind for which no law sets a limit runs by those of a provincial department.
/// </summary>
public static class InspectionLimits
{
    /// <summary>The limit of the duration.</summary>
    public static string Duration(InspectionKind kind, BodyKind lead) => (kind, lead) switch
    {
        (InspectionKind.ThanhTra, _) => LimitIds.ThanhTraDuration,
        (InspectionKind.KiemTraDang or InspectionKind.GiamSatDang, _) => LimitIds.PartyDuration,
        (InspectionKind.KiemTraChuyenNganh, BodyKind.Insurance) => LimitIds.CheckDurationMinistryUnit,
        (InspectionKind.KiemTraChuyenNganh, BodyKind.Commune) => LimitIds.CheckDurationCommune,
        _ => LimitIds.CheckDuration,
    };

    /// <summary>The limit of the one extension.</summary>
    public static string Extension(InspectionKind kind, BodyKind lead) => (kind, lead) switch
    {
        (InspectionKind.ThanhTra, _) => LimitIds.ThanhTraExtension,
        (InspectionKind.KiemTraDang or InspectionKind.GiamSatDang, _) => LimitIds.PartyExtension,
        (InspectionKind.KiemTraChuyenNganh, BodyKind.Insurance) => LimitIds.CheckExtensionMinistryUnit,
        (InspectionKind.KiemTraChuyenNganh, BodyKind.Commune) => LimitIds.CheckExtensionCommune,
        _ => LimitIds.CheckExtension,
    };

    /// <summary>The limit of the report after the fieldwork.</summary>
    public static string Report(InspectionKind kind) =>
        kind == InspectionKind.ThanhTra ? LimitIds.ThanhTraReport : LimitIds.Report;
}
